/** A title as it stands within a sentence: "uptime of production AI", "API ownership". */
export const inSentence = (title: string): string =>
  title.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
