package org.stroma.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;

/**
 * What a backup holds.
 *
 * @param version
 *            of the server, such as 18.6.0
 * @param systemIdentifier
 *            the cluster's identity, kept by copies
 * @param startLsn
 *            where replay begins
 * @param stopLsn
 *            where the copy is consistent; everything before it is there
 * @param started
 *            when copying began
 * @param finished
 *            when it ended
 * @param files
 *            number of files of the cluster, WAL included
 * @param bytes
 *            their size
 */
public record BackupSummary(String version, String systemIdentifier, String startLsn, String stopLsn, Instant started,
        Instant finished,
        int files, long bytes) {

    private static final int FORMAT = 1;

    void write(Path file) throws IOException {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("format", FORMAT);
        fields.put("version", version);
        fields.put("systemIdentifier", systemIdentifier);
        fields.put("startLsn", startLsn);
        fields.put("stopLsn", stopLsn);
        fields.put("started", started);
        fields.put("finished", finished);
        fields.put("files", files);
        fields.put("bytes", bytes);
        Disk.replace(file, FlatJson.of(fields).text().getBytes(StandardCharsets.UTF_8));
    }

    /** Throws IllegalArgumentException or DateTimeException when the file is not in this form. */
    static BackupSummary read(Path file) throws IOException {
        var json = new FlatJson(Files.readString(file));
        if (Integer.parseInt(json.get("format")) != FORMAT) {
            throw new IllegalArgumentException("format " + json.get("format"));
        }
        return new BackupSummary(json.get("version"), json.get("systemIdentifier"), json.get("startLsn"),
                json.get("stopLsn"),
                Instant.parse(json.get("started")), Instant.parse(json.get("finished")),
                Integer.parseInt(json.get("files")),
                Long.parseLong(json.get("bytes")));
    }

    String major() {
        return version.substring(0, Math.max(0, version.indexOf('.')));
    }
}
