'use strict';
// A plain Vendure shop on loopback. Everything it needs to know comes from the environment:
// SHOP_PORT, SHOP_PG_PORT, SHOP_DATABASE, and SHOP_SYNC=1 to make the tables of an empty database.
require('reflect-metadata');
const { bootstrap, DefaultLogger, dummyPaymentHandler, JobQueueService, LogLevel } = require('@vendure/core');

const config = {
  apiOptions: { hostname: '127.0.0.1', port: Number(process.env.SHOP_PORT), adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
  logger: new DefaultLogger({ level: LogLevel.Warn, timestamp: true }),
  authOptions: {
    tokenMethod: ['bearer', 'api-key'],
    requireVerification: false,
    superadminCredentials: { identifier: 'superadmin', password: 'superadmin' },
  },
  dbConnectionOptions: {
    type: 'postgres',
    host: '127.0.0.1',
    port: Number(process.env.SHOP_PG_PORT),
    username: 'crossdock',
    password: 'none',
    database: process.env.SHOP_DATABASE,
    synchronize: process.env.SHOP_SYNC === '1',
    migrations: [],
  },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  customFields: {},
  plugins: [],
};

bootstrap(config)
  .then(app => app.get(JobQueueService).start())
  .catch(error => {
    console.error(error);
    process.exit(1);
  });
