import { Icon } from '../icons.tsx';
import { Menu } from '../menu.tsx';
import { renderPlainText } from '../mrkdwn.tsx';
import { type Props, useElement } from './use-element.ts';

export function ButtonElement({ element, blockId }: Props<'button'>) {
  const { press, busy } = useElement(blockId, element);
  const style = element.style ? ` ${element.style}` : '';
  const label = element.accessibility_label;
  const content = (
    <>
      <span>{renderPlainText(element.text)}</span>
      {busy && <span className="spinner" role="status" aria-label="Waiting for the app" />}
    </>
  );
  return element.url ? (
    <a
      className={`button${style}`}
      href={element.url}
      target="_blank"
      rel="noreferrer"
      aria-label={label}
      onClick={() => !busy && press(null)}
    >
      {content}
    </a>
  ) : (
    <button
      type="button"
      className={`button${style}${busy ? ' busy' : ''}`}
      aria-label={label}
      aria-busy={busy || undefined}
      onClick={() => !busy && press(null)}
    >
      {content}
    </button>
  );
}

export function OverflowElement({ element, blockId }: Props<'overflow'>) {
  const { press, busy } = useElement(blockId, element);
  return (
    <Menu
      label="More actions"
      content={
        busy ? (
          <span className="spinner" role="status" aria-label="Waiting for the app" />
        ) : (
          <Icon name="more" />
        )
      }
      items={element.options.map((option) => ({
        key: option.value ?? option.text.text,
        content: (
          <span>
            {renderPlainText(option.text)}
            {option.description && <small>{renderPlainText(option.description)}</small>}
          </span>
        ),
        pick: () => {
          if (option.url) open(option.url, '_blank', 'noreferrer');
          if (!busy) void press(option.value ?? '');
        },
      }))}
    />
  );
}
