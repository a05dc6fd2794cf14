package org.stroma.app.ledger;

/**
 * One sealed block: all transactions of an epoch with {@code lo <= xid < hi}.
 *
 * @param lo first transaction number of the interval, as PostgreSQL prints it
 * @param hi first transaction number after the interval
 * @param entries how many entries the interval holds
 * @param root Merkle root over its transactions
 * @param prev hash of the block before it; zeros for the first
 * @param sealedAtMicros microseconds since 1970, real time
 */
record Block(long n, int epoch, String lo, String hi, long entries, byte[] root, byte[] prev, byte[] hash,
        long sealedAtMicros) {}
