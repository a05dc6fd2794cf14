package org.stroma.app.product;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.stroma.app.database.AfterMigration;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** Loads {@code products/*.yaml} as versions of products; a version that is stored already must say the same. */
public final class ProductRows implements AfterMigration {
    private static final String SHIP = "select product.ship(?, ?, ?::jsonb)";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public int place() {
        return 5;
    }

    @Override
    public void run(Connection owner) throws SQLException {
        try {
            for (Resource file : new PathMatchingResourcePatternResolver(ProductRows.class.getClassLoader())
                    .getResources("classpath*:products/*.yaml")) {
                ship(owner, read(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> read(Resource file) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setNestingDepthLimit(20);
        try (InputStream in = file.getInputStream()) {
            return new Yaml(new SafeConstructor(options)).load(in);
        }
    }

    private static void ship(Connection owner, Map<String, Object> content) throws SQLException {
        String json = JSON.writeValueAsString(content);
        // Every field must be readable before anything relies on it.
        JSON.readValue(json, Product.class);
        try (PreparedStatement statement = owner.prepareStatement(SHIP)) {
            statement.setString(1, String.valueOf(content.get("product")));
            statement.setString(2, String.valueOf(content.get("version")));
            statement.setString(3, json);
            statement.execute();
        }
    }
}
