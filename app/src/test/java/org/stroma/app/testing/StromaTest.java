package org.stroma.app.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.stroma.app.StromaApplication;
import org.stroma.app.database.Credentials;

/**
 * The whole application on a real database and a random port, with the people of {@link Cast}. All classes that carry
 * this annotation share one application and one database: use codes of your own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = StromaApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = StromaTest.FreshDatabase.class)
@Import({Cast.class, Attack.class, EffectiveStandards.class})
public @interface StromaTest {

    /** Gives the application a database of its own. */
    class FreshDatabase implements ApplicationContextInitializer<GenericApplicationContext> {
        @Override
        public void initialize(GenericApplicationContext context) {
            Credentials credentials = TestServer.fresh();
            TestServer.closeFirst(context);
            context.registerBean(Credentials.class, () -> credentials);
        }
    }
}
