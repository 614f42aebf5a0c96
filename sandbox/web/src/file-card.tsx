import { paths, type UploadedFile } from '../../protocol.ts';

/** A file of a message: its title, its kind and size, and a link that downloads it. */
export function FileCard({ file, reader }: { file: UploadedFile; reader: string }) {
  const { id, title, name, filetype, size } = file;
  return (
    <a
      className="file-card"
      href={`${paths.file}?${new URLSearchParams({ as: reader, id })}`}
      download={name}
      aria-label={`Download ${name}`}
    >
      <span className="file-kind" aria-hidden="true">
        {filetype.slice(0, 4).toUpperCase()}
      </span>
      <span className="file-about">
        <strong>{title}</strong>
        <small>
          {name} · {size < 1000 ? `${size} bytes` : `${Math.ceil(size / 1000).toLocaleString('en')} KB`}
        </small>
      </span>
      <span className="file-download">Download</span>
    </a>
  );
}
