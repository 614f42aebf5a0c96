import { Icon } from '../icons.tsx';
import { useBusy, useWorkspace } from '../surface.tsx';
import { type Props, useElement } from './use-element.ts';

export function FileElement(props: Props<'file_input'>) {
  const { element, id } = props;
  const { perform } = useWorkspace();
  const { use, held } = useElement(props.blockId, element);
  const [uploading, run] = useBusy();
  const most = element.max_files ?? 10;
  const files = held?.files ?? [];
  const ids = files.map((file) => file.id);
  const choose = (chosen: File[]) =>
    run(async () => {
      const uploaded = [];
      for (const file of chosen) {
        const result = await perform({ type: 'upload', name: file.name, contents: await base64(file) });
        if (!result.ok) return;
        uploaded.push(result.file ?? '');
      }
      await use([...ids, ...uploaded]);
    });
  return (
    <div className="file-input">
      {files.map((file) => (
        <span key={file.id} className="chip">
          {file.name} <small>{Math.ceil(file.size / 1000).toLocaleString('en')} KB</small>
          <button
            type="button"
            aria-label={`Remove ${file.name}`}
            onClick={() => use(ids.filter((other) => other !== file.id))}
          >
            <Icon name="close" />
          </button>
        </span>
      ))}
      {files.length < most && (
        <input
          id={id}
          type="file"
          multiple={most > 1}
          accept={element.filetypes?.map((kind) => `.${kind}`).join(',')}
          disabled={uploading}
          aria-describedby={props.describedBy}
          aria-invalid={props.invalid || undefined}
          onChange={(event) => choose([...(event.target.files ?? [])])}
        />
      )}
      {uploading && <span className="spinner" role="status" aria-label="Uploading" />}
    </div>
  );
}

const base64 = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^.*?,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
