import type { z } from 'zod';
import type { MessageFile } from './message-kind.ts';
import type { Queries } from './queries.ts';
import type { StoreAndClock } from './sweep.ts';

type Services = StoreAndClock & Queries;

/** A made file, for a message or a download. */
export type CreatedFile = Pick<MessageFile, 'name' | 'title' | 'type' | 'contents' | 'comment'>;

/** The definition of a kind of file. Its data says which file of this kind it is. */
export interface FileDefinition<Data> {
  /** Part of links: never rename it. */
  readonly key: string;
  readonly data: z.ZodType<Data>;
  /** Makes the file from current data; null when there is no such file any more. */
  readonly create: (services: Services, workspace: string, data: Data) => Promise<CreatedFile | null>;
}

/** A kind of file that parses its data itself. */
export interface FileKind {
  readonly key: string;
  /** Makes the file; null for unreadable data, or when there is no such file any more. */
  readonly create: (services: Services, workspace: string, data: unknown) => Promise<CreatedFile | null>;
}

/** Turns a definition into the kind that messages and downloads use. */
export const defineFile = <Data>({ key, data: schema, create }: FileDefinition<Data>): FileKind => ({
  key,
  async create(services, workspace, data) {
    const read = schema.safeParse(data);
    return read.success ? create(services, workspace, read.data) : null;
  },
});
