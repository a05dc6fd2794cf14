/** The custodians' pages of the identity vaults. Nobody else reaches them, and nothing of them is cached. */
@NullMarked
package org.stroma.app.vault.web;

import org.jspecify.annotations.NullMarked;
