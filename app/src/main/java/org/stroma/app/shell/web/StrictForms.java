package org.stroma.app.shell.web;

import jakarta.servlet.ServletRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.ServletRequestDataBinder;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.annotation.InitBinderDataBinderFactory;
import org.springframework.web.method.support.InvocableHandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.ExtendedServletRequestDataBinder;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletRequestDataBinderFactory;
import org.stroma.app.database.Refusal;

/**
 * Reads the forms of pages as their records declare them, as {@link StrictBodies} does with what programs send: a field that
 * may not be absent and is not there is named in a refusal, before anything is done with the others.
 */
@Component
class StrictForms implements WebMvcRegistrations {
    @Override
    public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
        return new RequestMappingHandlerAdapter() {
            @Override
            protected InitBinderDataBinderFactory createDataBinderFactory(List<InvocableHandlerMethod> methods) {
                return new ServletRequestDataBinderFactory(methods, getWebBindingInitializer()) {
                    @Override
                    protected ServletRequestDataBinder createBinderInstance(@Nullable Object target, String name,
                            NativeWebRequest request) {
                        return new Whole(target, name);
                    }
                };
            }
        };
    }

    private static final class Whole extends ExtendedServletRequestDataBinder {
        Whole(@Nullable Object target, String name) {
            super(target, name);
        }

        @Override
        public void construct(ServletRequest request) {
            super.construct(request);
            if (getTarget() instanceof Record form && !getBindingResult().hasErrors()) {
                missing(form);
            }
        }
    }

    private static void missing(Record form) {
        for (RecordComponent component : form.getClass().getRecordComponents()) {
            if (!StrictBodies.mayBeAbsent(component) && value(component, form) == null) {
                throw new Refusal("malformed", Map.of("where", component.getName()));
            }
        }
    }

    private static @Nullable Object value(RecordComponent component, Record form) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(form);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
