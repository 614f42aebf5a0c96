// Loaded before an app under test: answers each message of the parent with what the process holds.
process.on('message', () => {
  const { rss } = process.memoryUsage();
  globalThis.gc?.();
  process.send?.({ rss, heap: process.memoryUsage().heapUsed });
});
process.channel?.unref();
