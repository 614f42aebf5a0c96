/** "14:30", "14h30", "14.30 Uhr", "9:15 am". */
const clock = /(?<![\d:.])([01]?\d|2[0-3])(?::|h)([0-5]\d)(?![\d:])\s*([ap]\.?m\b)?/i;
/** "10am", "3 pm", "14 Uhr", "um 9 Uhr". */
const hour = /(?<![\d:.])(1[0-2]|0?\d)\s?([ap]\.?m)\b|(?<![\d:.])([01]?\d|2[0-3])(?:[.:]([0-5]\d))?\s?uhr\b/i;

/**
 * Returns the first time of day that a text names, as `HH:MM`; undefined for none. The library that reads days is loaded
 * at the first question only, and forms are needed before.
 */
export function readTime(text: string): string | undefined {
  const [, hours, minutes, half] = clock.exec(text) ?? [];
  if (hours !== undefined) return formatTime(Number(hours), Number(minutes), half);
  const [, of12, halfOfDay, of24, minutesOf24 = '0'] = hour.exec(text) ?? [];
  if (of12 !== undefined) return formatTime(Number(of12), 0, halfOfDay);
  return of24 === undefined ? undefined : formatTime(Number(of24), Number(minutesOf24), undefined);
}

/** @param half "am" or "pm"; none for a time of 24 hours */
function formatTime(hours: number, minutes: number, half: string | undefined): string | undefined {
  if (half !== undefined && (hours < 1 || hours > 12)) return undefined;
  const of24 = half === undefined ? hours : (hours % 12) + (/^p/i.test(half) ? 12 : 0);
  return `${String(of24).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
