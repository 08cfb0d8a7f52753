package dev.seawall.server.store.postgres;

import dev.seawall.server.vault.secrets.Databases;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Users of a PostgreSQL database, made and removed for the vault. */
public final class PostgresUsers implements Databases {
    @Override
    public void run(Login login, List<String> statements) throws FailedException {
        try (Connection connection = connect(login)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            connection.commit();
        } catch (SQLException refused) {
            throw failed(login, refused);
        }
    }

    @Override
    public void drop(Login login, String username) throws FailedException {
        String quoted = "\"" + username.replace("\"", "\"\"") + "\"";
        try (Connection connection = connect(login)) {
            if (!exists(connection, username)) {
                return;
            }
            List<String> statements = new ArrayList<>(grants(connection, username, quoted));
            statements.add("REVOKE ALL PRIVILEGES ON DATABASE \""
                    + connection.getCatalog().replace("\"", "\"\"") + "\" FROM " + quoted);
            statements.add("REASSIGN OWNED BY " + quoted + " TO CURRENT_USER");
            statements.add("DROP OWNED BY " + quoted);
            statements.add("DROP ROLE IF EXISTS " + quoted);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            connection.commit();
        } catch (SQLException refused) {
            throw failed(login, refused);
        }
    }

    private static boolean exists(Connection connection, String username) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_roles WHERE rolname = ?")) {
            query.setString(1, username);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static List<String> grants(Connection connection, String username, String quoted) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT DISTINCT table_schema FROM information_schema.role_column_grants WHERE grantee = ?")) {
            query.setString(1, username);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String schema = "\"" + rows.getString(1).replace("\"", "\"\"") + "\"";
                    statements.add("REVOKE ALL PRIVILEGES ON ALL TABLES IN SCHEMA " + schema + " FROM " + quoted);
                    statements.add("REVOKE USAGE ON SCHEMA " + schema + " FROM " + quoted);
                }
            }
        }
        return statements;
    }

    private static FailedException failed(Login login, SQLException refused) {
        String text = String.valueOf(refused.getMessage());
        return new FailedException(login.password().isEmpty() ? text : text.replace(login.password(), "***"));
    }

    /** Takes postgresql://user:password@host:port/database?sslmode=…, as other clients write it. */
    private static Connection connect(Login login) throws SQLException {
        String url = login.url().replace("{{username}}", "user").replace("{{password}}", "password");
        Properties properties = new Properties();
        properties.setProperty("user", login.username());
        properties.setProperty("password", login.password());
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "30");
        try {
            URI uri = URI.create(url);
            String info = uri.getUserInfo();
            if (login.username().isEmpty() && info != null) {
                properties.setProperty("user", info.split(":", 2)[0]);
                properties.setProperty("password", info.contains(":") ? info.split(":", 2)[1] : "");
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String query = uri.getQuery() == null ? "" : "?" + uri.getQuery();
            return DriverManager.getConnection(
                    "jdbc:postgresql://" + uri.getHost() + port + uri.getPath() + query, properties);
        } catch (IllegalArgumentException malformed) {
            throw new SQLException("the connection URL cannot be read", malformed);
        }
    }
}
