import { actionId, type Common, type Field, field, value } from './fields.ts';

export interface TextFile {
  readonly name: string;
  readonly text: string;
  /** It was shown before, and held something else. */
  readonly changed: boolean;
  /** Its encoding, where it had to be guessed. */
  readonly guessed: string | null;
}

/** A text file that may be given, of one of these kinds (`csv`). */
export const optionalFile = ({
  filetypes,
  ...options
}: Common<never> & { readonly filetypes: readonly string[] }): Field<TextFile | null> =>
  field<never, TextFile | null>({
    ...options,
    optional: true,
    build: () => ({ type: 'file_input', action_id: actionId, filetypes: [...filetypes], max_files: 1 }),
    typed: () => null,
    read: ({ file }) => {
      if (!file) return value(null);
      const { name, contents, changed } = file;
      return contents.ok
        ? value({ name, text: contents.value, changed, guessed: contents.guessed })
        : contents;
    },
  });
