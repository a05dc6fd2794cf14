package org.stroma.app.cli;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Indents the outer levels of JSON only, so that a point of a chart or a row of a table is one line. */
final class JsonLines extends DefaultPrettyPrinter {
    private static final long serialVersionUID = 1L;
    private static final int OBJECTS = 2;
    private static final int ARRAYS = 3;

    JsonLines() {
        indentObjectsWith(new Shallow(OBJECTS));
        indentArraysWith(new Shallow(ARRAYS));
    }

    @Override
    public JsonLines createInstance() {
        return new JsonLines();
    }

    @Override
    public void writeEndObject(JsonGenerator generator, int entries) {
        boolean deep = _nesting > OBJECTS;
        close(generator, deep, '}');
    }

    @Override
    public void writeEndArray(JsonGenerator generator, int entries) {
        boolean deep = _nesting > ARRAYS || entries == 0;
        close(generator, deep, ']');
    }

    private void close(JsonGenerator generator, boolean inline, char bracket) {
        _nesting--;
        if (inline) {
            generator.writeRaw(' ');
        } else {
            DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.writeIndentation(generator, _nesting);
        }
        generator.writeRaw(bracket);
    }

    /** A new line down to a level, a space below it. */
    private record Shallow(int deepest) implements Indenter {
        @Override
        public void writeIndentation(JsonGenerator generator, int level) {
            if (level <= deepest) {
                DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.writeIndentation(generator, level);
            } else {
                generator.writeRaw(' ');
            }
        }

        @Override
        public boolean isInline() {
            return false;
        }
    }
}
