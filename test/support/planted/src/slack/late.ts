export const late = () => Date.now(); // breaks: the app has one clock
