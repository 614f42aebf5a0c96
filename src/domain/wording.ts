/** A title as it stands within a sentence: "uptime of production AI", "API ownership". */
export const uncapitalize = (title: string): string =>
  title.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());

/** A text as it begins a sentence or a line. */
export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "1 day", "3 days", "1,200 users"; `several` where an s does not make the plural. */
export const formatCount = (count: number, one: string, several = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : several}`;

/** "today", "1 day ago", "3 days ago". */
export const formatDaysAgo = (days: number): string =>
  days === 0 ? 'today' : `${formatCount(days, 'day')} ago`;

/** "today", "tomorrow", "in 3 days". */
export const formatInDays = (days: number): string =>
  days <= 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${formatCount(days, 'day')}`;

/** How far off a decision is: "3 days left", "today", "1 day ago, and no decision yet". */
export function formatTimeLeft(days: number): string {
  if (days > 0) return `${formatCount(days, 'day')} left`;
  return days === 0 ? formatDaysAgo(days) : `${formatDaysAgo(-days)}, and no decision yet`;
}
