export const later = (moment: number, work: () => void) => setTimeout(work, moment); // breaks: a timer is given spans that it can hold
export const again = (span: number, work: () => void) => globalThis.setInterval(work, span); // breaks: a timer is given spans that it can hold
