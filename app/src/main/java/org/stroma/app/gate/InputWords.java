package org.stroma.app.gate;

import java.util.List;

/** Says in the reader's language what a derived value came of, where its inputs are more than codes. A bean for each characteristic. */
public interface InputWords {
    /** The characteristic whose inputs it reads. */
    String characteristic();

    /** The inputs in words; empty where there is nothing to say. */
    String say(List<String> inputs);
}
