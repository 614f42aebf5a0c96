// Loaded before an app under test: answers each message of the parent with what the process holds and has used.
process.on('message', () => {
  const { rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  globalThis.gc?.();
  process.send?.({ rss, heap: process.memoryUsage().heapUsed, cpuMs: (user + system) / 1000 });
});
process.channel?.unref();
