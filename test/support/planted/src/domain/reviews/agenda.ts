export const own = [];
