/** Results of digital PCR exported by the QIAGEN QIAcuity Software Suite; it reads no images of partitions. */
@NullMarked
package org.stroma.instruments.qiacuity;

import org.jspecify.annotations.NullMarked;
