// Loaded into every worker of Jest (scripts/test.mjs). A worker has all modules of all its files in memory; left alone,
// Node would take them apart one by one at the end, for longer than the half second after which Jest calls it stuck.
if (process.send) process.once('beforeExit', () => process.exit());
