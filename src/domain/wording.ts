/** A title as it stands within a sentence: "uptime of production AI", "API ownership". */
export const inSentence = (title: string): string =>
  title.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());

/** A text as it begins a sentence or a line. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "1 day", "3 days", "1,200 users"; `several` where an s does not make the plural. */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : several}`;

/** "today", "1 day ago", "3 days ago". */
export const ago = (days: number): string => (days === 0 ? 'today' : `${counted(days, 'day')} ago`);

/** "today", "tomorrow", "in 3 days". */
export const inDays = (days: number): string =>
  days <= 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${counted(days, 'day')}`;

/** How far off a decision is: "3 days left", "today", "1 day ago, and no decision yet". */
export function timeLeft(days: number): string {
  if (days > 0) return `${counted(days, 'day')} left`;
  return days === 0 ? ago(days) : `${ago(-days)}, and no decision yet`;
}
