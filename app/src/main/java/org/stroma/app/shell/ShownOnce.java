package org.stroma.app.shell;

import jakarta.servlet.http.HttpServletRequest;

/** Marks an answer that carries a secret: it is given once and kept nowhere, also not for a request that is sent again. */
public final class ShownOnce {
    private static final String ATTRIBUTE = ShownOnce.class.getName();

    private ShownOnce() {}

    public static void mark(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, true);
    }

    public static boolean isMarked(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }
}
