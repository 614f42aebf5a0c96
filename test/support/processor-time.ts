/** Returns the processor time that this process used so far, in milliseconds: unlike the clock, a busy machine leaves it alone. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
