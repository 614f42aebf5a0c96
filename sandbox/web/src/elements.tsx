import type { ComponentType } from 'react';
import { ButtonElement, OverflowElement } from './elements/buttons.tsx';
import { ChoiceBoxes } from './elements/choice-boxes.tsx';
import { DateElement } from './elements/date-element.tsx';
import { FileElement } from './elements/file-field.tsx';
import { ImageBox } from './elements/image.tsx';
import { SelectElement } from './elements/select.tsx';
import { TextElement } from './elements/text-field.tsx';
import { DateTimeElement, TimeElement } from './elements/time-fields.tsx';
import type { BlockElement, Props } from './elements/use-element.ts';

// In this list a kind of element is drawn by the component beside it.
const components: { [Type in BlockElement['type']]: ComponentType<Props<Type>> } = {
  button: ButtonElement,
  overflow: OverflowElement,
  image: ({ element }) => <ImageBox image={element} small />,
  plain_text_input: TextElement,
  email_text_input: TextElement,
  url_text_input: TextElement,
  number_input: TextElement,
  rich_text_input: TextElement,
  file_input: FileElement,
  datepicker: DateElement,
  timepicker: TimeElement,
  datetimepicker: DateTimeElement,
  checkboxes: ChoiceBoxes,
  radio_buttons: ChoiceBoxes,
  static_select: SelectElement,
  external_select: SelectElement,
  users_select: SelectElement,
  conversations_select: SelectElement,
  channels_select: SelectElement,
  multi_static_select: SelectElement,
  multi_external_select: SelectElement,
  multi_users_select: SelectElement,
  multi_conversations_select: SelectElement,
  multi_channels_select: SelectElement,
};

export function ElementView<Type extends BlockElement['type']>(props: Props<Type>) {
  const type: Type = props.element.type as Type;
  const Component: ComponentType<Props<Type>> | undefined = components[type];
  return Component ? <Component {...props} /> : <span className="unknown">{type}</span>;
}
