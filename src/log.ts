import { type Logger, pino } from 'pino';

/** Tokens and secrets, wherever in a line they stand: in a nested key, a header, the text of an error. */
const secrets =
  /xox[a-z]-[\w-]+|xapp-[\w-]+|xwfp-[\w-]+|(?<="(?:authorization|x-slack-signature)":")[^"]+|(?<=postgres(?:ql)?:\/\/)[^@\s"]+(?=@)|https:\/\/hooks\.slack\.com\/[^\s"\\]+/gi;

/** JSON lines on standard output, with every secret masked in what is written. */
export const createLog = (level: string): Logger =>
  pino({ level, base: null, hooks: { streamWrite: (line) => line.replace(secrets, '[masked]') } });
