import { actionId, type Common, type Field, field, value } from './fields.ts';

export interface TextFile {
  readonly name: string;
  readonly text: string;
  /** True when the file was shown before with another content. */
  readonly changed: boolean;
  /** Its encoding, if it was guessed. */
  readonly guessed: string | null;
}

/** Makes a field for an optional text file of these types (`csv`). */
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
