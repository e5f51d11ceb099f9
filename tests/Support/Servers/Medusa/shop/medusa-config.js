// A Medusa shop for tests: loopback only, on the database that the caller names. The secrets are those of a shop that lives for a test.
const { defineConfig } = require("@medusajs/framework/utils");

const origin = `http://127.0.0.1:${process.env.PORT}`;

module.exports = defineConfig({
  admin: { disable: true },
  projectConfig: {
    databaseUrl: process.env.SHOP_DATABASE_URL,
    databaseDriverOptions: { connection: { ssl: false } },
    http: { host: "127.0.0.1", storeCors: origin, adminCors: origin, authCors: origin, jwtSecret: "test", cookieSecret: "test" },
  },
});
