import type {
  ActionsBlock,
  AlertBlock,
  ContextBlock,
  HeaderBlock,
  ImageBlock,
  InputBlock,
  MarkdownBlock,
  RichTextBlock,
  RichTextElement,
  RichTextList,
  SectionBlock,
  TableBlock,
  TextObject,
} from '@slack/types';
import { type ComponentType, Fragment, type ReactNode, useContext, useId } from 'react';
import type { DataVisualizationBlock, SandboxBlock } from '../../protocol.ts';
import { ChartFigure } from './charts.tsx';
import { ImageBox } from './elements/image.tsx';
import type { BlockElement } from './elements/use-element.ts';
import { ElementView } from './elements.tsx';
import { Icon } from './icons.tsx';
import {
  ChannelMention,
  Emoji,
  formatDate,
  Link,
  Markdown,
  Mrkdwn,
  ReaderContext,
  renderPlainText,
  UserMention,
} from './mrkdwn.tsx';

type Known =
  | ActionsBlock
  | AlertBlock
  | ContextBlock
  | DataVisualizationBlock
  | Extract<SandboxBlock, { type: 'divider' }>
  | HeaderBlock
  | ImageBlock
  | InputBlock
  | MarkdownBlock
  | RichTextBlock
  | SectionBlock
  | TableBlock;
interface Props<Block> {
  block: Block;
  error?: string | undefined;
}

// In this list a kind of block is drawn by the component beside it.
const components: { [Type in Known['type']]: ComponentType<Props<Extract<Known, { type: Type }>>> } = {
  actions: Actions,
  alert: Alert,
  context: Context,
  data_visualization: ({ block }) => <ChartFigure block={block} />,
  divider: () => <hr />,
  header: ({ block }) => <h3 className="header">{renderPlainText(block.text)}</h3>,
  image: Image,
  input: Input,
  markdown: ({ block }) => <Markdown text={block.text} />,
  rich_text: ({ block }) => <RichText block={block} />,
  section: Section,
  table: Table,
};

/** Blocks from top to bottom; `errors` stand under the input block of their block_id. */
export function Blocks({ blocks, errors = {} }: { blocks: SandboxBlock[]; errors?: Record<string, string> }) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => (
        <BlockView
          key={`${block.block_id ?? index} ${block.type}`}
          block={block}
          error={errors[block.block_id ?? '']}
        />
      ))}
    </div>
  );
}

function BlockView({ block, error }: Props<SandboxBlock>) {
  const Component = (components as Record<string, ComponentType<Props<SandboxBlock>> | undefined>)[
    block.type
  ];
  if (!Component) return <p className="unknown">A block of type “{block.type}” cannot be shown here.</p>;
  return (
    <div className={`block ${block.type}`}>
      <Component block={block} error={error} />
    </div>
  );
}

function Text({ text }: { text: TextObject }) {
  return text.type === 'mrkdwn' ? (
    <Mrkdwn text={text.text} verbatim={text.verbatim} />
  ) : (
    <div className="plain">{renderPlainText(text)}</div>
  );
}

function Section({ block }: Props<SectionBlock>) {
  const id = useId();
  return (
    <>
      <div className="words">
        {block.text && <Text text={block.text} />}
        {block.fields && (
          <div className="fields">
            {block.fields.map((field, index) => (
              <Text key={`${index}`} text={field} />
            ))}
          </div>
        )}
      </div>
      {block.accessory && (
        <div className="accessory">
          <ElementView
            element={block.accessory as BlockElement}
            blockId={block.block_id ?? ''}
            id={id}
            labelled={false}
            optional={false}
            dispatches
          />
        </div>
      )}
    </>
  );
}

function Actions({ block }: Props<ActionsBlock>) {
  const id = useId();
  return block.elements.map((element, index) => (
    <ElementView
      key={('action_id' in element && element.action_id) || index}
      element={element as BlockElement}
      blockId={block.block_id ?? ''}
      id={`${id}${index}`}
      labelled={false}
      optional={false}
      dispatches
    />
  ));
}

function Input({ block, error }: Props<InputBlock>) {
  const id = useId();
  const about = `${id}about`;
  const boxes = block.element.type === 'checkboxes' || block.element.type === 'radio_buttons';
  const label = (
    <>
      {renderPlainText(block.label)}
      {block.optional && <span className="optional"> (optional)</span>}
    </>
  );
  const field = (
    <>
      <ElementView
        key={block.element.action_id}
        element={block.element as BlockElement}
        blockId={block.block_id ?? ''}
        id={id}
        labelled
        describedBy={error || block.hint ? about : undefined}
        invalid={error !== undefined}
        optional={block.optional ?? false}
        dispatches={block.dispatch_action ?? false}
      />
      <div id={about}>
        {error && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
        {block.hint && <p className="hint">{renderPlainText(block.hint)}</p>}
      </div>
    </>
  );
  return boxes ? (
    <fieldset>
      <legend>{label}</legend>
      {field}
    </fieldset>
  ) : (
    <>
      <label htmlFor={id}>{label}</label>
      {field}
    </>
  );
}

function Context({ block }: Props<ContextBlock>) {
  return block.elements.map((element, index) =>
    element.type === 'image' ? (
      <ImageBox key={`${index}`} image={element} small />
    ) : (
      <Text key={`${index}`} text={element} />
    ),
  );
}

function Image({ block }: Props<ImageBlock>) {
  return (
    <figure>
      {block.title && <figcaption>{renderPlainText(block.title)}</figcaption>}
      <ImageBox image={block} />
    </figure>
  );
}

const alertSigns: Record<NonNullable<AlertBlock['level']>, ReactNode> = {
  default: '•',
  info: 'i',
  warning: '!',
  error: '!',
  success: <Icon name="check" />,
};

function Alert({ block }: Props<AlertBlock>) {
  const level = block.level ?? 'default';
  return (
    <div className={`alert-box ${level}`} role={level === 'error' ? 'alert' : 'note'}>
      <span className="sign">{alertSigns[level]}</span>
      <Text text={block.text} />
    </div>
  );
}

function Table({ block }: Props<TableBlock>) {
  const [head, ...rows] = block.rows;
  const cell = (content: TableBlock['rows'][number][number], column: number, Cell: 'td' | 'th') => {
    const { align, is_wrapped: wrapped } = block.column_settings?.[column] ?? {};
    return (
      <Cell
        key={`${column}`}
        style={{ textAlign: align ?? 'left', whiteSpace: wrapped ? 'normal' : 'nowrap' }}
      >
        {content.type === 'rich_text' ? <RichText block={content} /> : content.text}
      </Cell>
    );
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, also by key
    <section className="table-scroll" tabIndex={0} aria-label="Table">
      <table>
        <thead>
          <tr>{head?.map((content, column) => cell(content, column, 'th'))}</tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={`${index}`}>{row.map((content, column) => cell(content, column, 'td'))}</tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RichText({ block }: { block: RichTextBlock }) {
  const draw: {
    [Type in RichTextBlock['elements'][number]['type']]: (
      part: Extract<RichTextBlock['elements'][number], { type: Type }>,
    ) => ReactNode;
  } = {
    rich_text_section: (part) => <RichLine pieces={part.elements} />,
    rich_text_quote: (part) => (
      <blockquote>
        <RichLine pieces={part.elements} />
      </blockquote>
    ),
    rich_text_preformatted: (part) => (
      <pre>
        <RichLine pieces={part.elements} />
      </pre>
    ),
    rich_text_list: (part) => <RichListView list={part} />,
  };
  return (
    <div className="mrkdwn rich-text">
      {block.elements.map((part, index) => (
        <div key={`${index}`}>
          {(draw[part.type] as (part: RichTextBlock['elements'][number]) => ReactNode)(part)}
        </div>
      ))}
    </div>
  );
}

function RichListView({ list }: { list: RichTextList }) {
  const items = list.elements.map((item, index) => (
    <li key={`${index}`}>
      <RichLine pieces={item.elements} />
    </li>
  ));
  const style = { marginLeft: `${(list.indent ?? 0) * 1.6}em` };
  return list.style === 'ordered' ? <ol style={style}>{items}</ol> : <ul style={style}>{items}</ul>;
}

function RichLine({ pieces }: { pieces: RichTextElement[] }) {
  return pieces.map((piece, index) => (
    <Fragment key={`${index}`}>{applyStyle(piece, <RichPiece piece={piece} />)}</Fragment>
  ));
}

function RichPiece({ piece }: { piece: RichTextElement }) {
  const reader = useContext(ReaderContext);
  const draw: {
    [Type in RichTextElement['type']]: (piece: Extract<RichTextElement, { type: Type }>) => ReactNode;
  } = {
    text: ({ text }) => <span className="plain">{text}</span>,
    link: ({ url, text }) => <Link url={url}>{text ?? url}</Link>,
    user: ({ user_id }) => <UserMention id={user_id} />,
    channel: ({ channel_id }) => <ChannelMention id={channel_id} />,
    emoji: ({ name, unicode }) =>
      unicode ? (
        <span className="emoji">
          {String.fromCodePoint(...unicode.split('-').map((code) => parseInt(code, 16)))}
        </span>
      ) : (
        <Emoji name={name} otherwise={`:${name}:`} />
      ),
    date: ({ timestamp, format, url, fallback }) => {
      const text = formatDate(timestamp, format, reader) ?? fallback ?? '';
      return url ? <Link url={url}>{text}</Link> : <time>{text}</time>;
    },
    broadcast: ({ range }) => <span className="mention broadcast">@{range}</span>,
    color: ({ value }) => (
      <span>
        <span className="swatch" style={{ background: value }} /> {value}
      </span>
    ),
    team: ({ team_id }) => <span className="mention">@{team_id}</span>,
    usergroup: ({ usergroup_id }) => <span className="mention">@{usergroup_id}</span>,
  };
  return (draw[piece.type] as (piece: RichTextElement) => ReactNode)(piece);
}

function applyStyle({ style }: RichTextElement, content: ReactNode): ReactNode {
  let out = content;
  if (style?.code) out = <code>{out}</code>;
  if (style?.strike) out = <s>{out}</s>;
  if (style?.italic) out = <em>{out}</em>;
  if (style?.bold) out = <strong>{out}</strong>;
  if (style?.underline) out = <u>{out}</u>;
  return out;
}
