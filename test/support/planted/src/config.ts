export const port = process.env.PORT;
export type Port = typeof port;
