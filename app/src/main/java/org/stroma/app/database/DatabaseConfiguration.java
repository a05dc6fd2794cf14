package org.stroma.app.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One pool for each role that the application acts as. */
@Configuration(proxyBeanMethods = false)
public class DatabaseConfiguration {

    @Bean
    @Primary
    HikariDataSource dataSource(Credentials credentials) {
        return pool(credentials, DatabaseRole.APP, 16);
    }

    @Bean
    @SystemWork
    HikariDataSource systemDataSource(Credentials credentials) {
        return pool(credentials, DatabaseRole.SYSTEM, 4);
    }

    @Bean
    @Primary
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    @SystemWork
    JdbcClient systemJdbcClient(@SystemWork DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    @Primary
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    @SystemWork
    PlatformTransactionManager systemTransactionManager(@SystemWork DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    @Primary
    TransactionTemplate transactionTemplate(PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    @Bean
    @SystemWork
    TransactionTemplate systemTransactionTemplate(@SystemWork PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    /** A pool as one role; also for the vaults, each of which keeps its own. */
    public static HikariDataSource pool(Credentials credentials, DatabaseRole role, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(role.login());
        config.setJdbcUrl(credentials.url());
        config.setUsername(role.login());
        config.setPassword(credentials.password(role));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setAutoCommit(true);
        config.addDataSourceProperty("ApplicationName", role.login());
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new HikariDataSource(config);
    }
}
