/**
 * Runs scenarios of the conformance suite one after another in one process, because the suite takes longer to load than
 * to run. Arguments: the address of the suite, the address of the server, the folder for results, further options as
 * JSON, and the scenarios.
 */
const [, , suite, url, folder, options, ...scenarios] = process.argv;
const ended = new Error('the suite ended the process');
let finish = () => undefined;
process.exit = () => {
  finish();
  throw ended;
};
process.on('unhandledRejection', (error) => {
  if (error !== ended) throw error;
});
for (const scenario of scenarios) {
  const output = ['--output-dir', `${folder}/${scenario}`];
  const args = ['server', ...JSON.parse(options), '--url', url, '--scenario', scenario, ...output];
  process.argv = [process.execPath, suite, ...args];
  await new Promise((resolve) => {
    finish = resolve;
    // The query makes Node.js run the module again.
    import(`${suite}?${scenario}`);
  });
}
