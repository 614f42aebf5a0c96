/**
 * Returns the least processor time that work takes in some attempts, in milliseconds. Unlike the clock, a busy machine
 * leaves it alone; but now and then it counts the garbage of earlier tests too. Use one attempt where a second one
 * would find what the first has cached.
 */
export async function leastProcessorTime(work: () => unknown, attempts = 3): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
