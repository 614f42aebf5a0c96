/**
 * Lowers the first letter for use within a sentence, except in acronyms: "uptime of production AI", "API ownership".
 */
export const uncapitalize = (title: string): string =>
  title.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());

/** Capitalizes the first letter. */
export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Removes the period at the end of a typed text, for use within a sentence. */
export const removeFinalPeriod = (text: string): string => text.trim().replace(/([^.])\.$/, '$1');

/** Formats a count with its noun: "1 day", "3 days", "1,200 users". Give `several` for an irregular plural. */
export const formatCount = (count: number, one: string, several = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : several}`;

/** Formats "today", "1 day ago", "3 days ago". */
export const formatDaysAgo = (days: number): string =>
  days === 0 ? 'today' : `${formatCount(days, 'day')} ago`;

/** Formats "today", "tomorrow", "in 3 days". */
export const formatInDays = (days: number): string =>
  days <= 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${formatCount(days, 'day')}`;

/** Formats the time until a decision: "3 days left", "today", "1 day overdue". */
export function formatTimeLeft(days: number): string {
  if (days > 0) return `${formatCount(days, 'day')} left`;
  return days === 0 ? formatDaysAgo(days) : `${formatCount(-days, 'day')} overdue`;
}
