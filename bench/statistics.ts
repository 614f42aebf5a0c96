export interface Spread {
  readonly median: number;
  readonly p99: number;
}

/** Returns the value below which a share of the list is; NaN for an empty list. */
export function percentile(list: readonly number[], share: number): number {
  const ascending = [...list].sort((a, b) => a - b);
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;
}

export function median(list: readonly number[]): number {
  return percentile(list, 0.5);
}

export function spread(list: readonly number[]): Spread {
  return { median: roundToHundredths(median(list)), p99: roundToHundredths(percentile(list, 0.99)) };
}

export function sum(list: readonly number[]): number {
  return list.reduce((total, one) => total + one, 0);
}

export function roundToHundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

export function mb(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
