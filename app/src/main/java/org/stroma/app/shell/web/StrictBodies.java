package org.stroma.app.shell.web;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.stroma.app.people.FreeText;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads what programs send as their records declare it: what may not be absent is not absent, a name that nobody knows is not
 * dropped in silence, text holds no character that the database cannot keep and nobody's identity, numbers have a size that something real has, and instants are whole
 * microseconds, as the database keeps them.
 * Collections that are absent are empty. It changes nothing of what is answered.
 */
@Configuration(proxyBeanMethods = false)
class StrictBodies implements WebMvcConfigurer {
    /** Digits before or after the point; cells of the largest bank need 15, the finest concentration as many. */
    private static final int MOST_DIGITS = 40;

    private final JsonMapper mapper;

    StrictBodies(JsonMapper mapper, FreeText freeText) {
        this.mapper = strict(mapper, freeText);
    }

    private static JsonMapper strict(JsonMapper plain, FreeText freeText) {
        SimpleModule module = new SimpleModule("strict-bodies") {
            @Override
            public void setupModule(SetupContext context) {
                super.setupModule(context);
                context.insertAnnotationIntrospector(new Declared());
            }
        };
        module.addDeserializer(String.class, new PlainText(freeText));
        module.addKeyDeserializer(String.class, new PlainName(freeText));
        module.addDeserializer(BigDecimal.class, new Magnitude());
        module.addDeserializer(Instant.class, new Microseconds());
        return plain.rebuild().addModule(module).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS).build();
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.withJsonConverter(new JacksonJsonHttpMessageConverter(mapper));
    }

    /** Whether a record can do without the component; primitives have a value anyway. */
    static boolean mayBeAbsent(RecordComponent component) {
        return component.getType().isPrimitive()
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** What a component of a record declares about being absent. */
    private static final class Declared extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
            RecordComponent component = component(annotated);
            if (component == null || mayBeAbsent(component)) {
                return JsonSetter.Value.empty();
            }
            boolean many = Collection.class.isAssignableFrom(component.getType())
                    || Map.class.isAssignableFrom(component.getType());
            return JsonSetter.Value.construct(many ? Nulls.AS_EMPTY : Nulls.FAIL, many ? Nulls.FAIL : Nulls.DEFAULT);
        }

        private static @Nullable RecordComponent component(Annotated annotated) {
            if (annotated instanceof AnnotatedParameter parameter
                    && parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor) {
                RecordComponent[] components = constructor.getDeclaringClass().getRecordComponents();
                return components != null && components.length == constructor.getParameterCount()
                        ? components[parameter.getIndex()]
                        : null;
            }
            return null;
        }
    }

    private static final class PlainText extends StringDeserializer {
        private static final long serialVersionUID = 1L;

        private final transient FreeText freeText;

        private PlainText(FreeText freeText) {
            this.freeText = freeText;
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            String text = super.deserialize(parser, context);
            if (text != null && text.indexOf('\0') >= 0) {
                throw context.weirdStringException("", String.class, "the character U+0000");
            }
            String field = field(parser);
            if (GuardedText.looksAt(field)) {
                freeText.refuse(field, text);
            }
            return text;
        }

        /** The name that a text stands under; of an element of a list, the name of the list. */
        private static String field(JsonParser parser) {
            for (TokenStreamContext at = parser.streamReadContext(); at != null; at = at.getParent()) {
                if (at.currentName() != null) {
                    return at.currentName();
                }
            }
            return "body";
        }
    }

    private static final class PlainName extends KeyDeserializer {
        private final FreeText freeText;

        private PlainName(FreeText freeText) {
            this.freeText = freeText;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            freeText.refuse("?", key);
            return key;
        }
    }

    private static final class Magnitude extends NumberDeserializers.BigDecimalDeserializer {
        private static final long serialVersionUID = 1L;

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
            BigDecimal number = super.deserialize(parser, context);
            if (number != null && (Math.abs((long) number.scale()) > MOST_DIGITS
                    || number.precision() - (long) number.scale() > MOST_DIGITS)) {
                throw context.weirdNumberException(0, BigDecimal.class, "beyond " + MOST_DIGITS + " digits");
            }
            return number;
        }
    }

    private static final class Microseconds extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        private Microseconds() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            return InstantDeserializer.INSTANT.deserialize(parser, context).truncatedTo(ChronoUnit.MICROS);
        }
    }
}
