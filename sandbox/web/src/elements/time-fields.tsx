import type { DateTimepicker, Timepicker } from '@slack/types';
import { Temporal } from 'temporal-polyfill';
import type { Given } from '../../../protocol.ts';
import { useWorkspace } from '../surface.tsx';
import { type ElementContext, type Props, useElement } from './use-element.ts';
import { useField } from './use-field.ts';

const orNull = (text: string): Given => (text === '' ? null : text);

export function TimeElement(props: Props<'timepicker'>) {
  const { held } = useElement(props.blockId, props.element);
  const field = useField(props, held?.selected_time ?? '', orNull, 'when settled');
  return <NativeField {...props} type="time" field={field} zone={props.element.timezone} />;
}

export function DateTimeElement(props: Props<'datetimepicker'>) {
  const { me } = useWorkspace().state;
  const { held } = useElement(props.blockId, props.element);
  const seconds = held?.selected_date_time;
  const local = seconds
    ? Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
        .toZonedDateTimeISO(me.tz)
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' })
    : '';
  const epoch = (text: string): Given =>
    text === '' ? null : Temporal.PlainDateTime.from(text).toZonedDateTime(me.tz).epochMilliseconds / 1000;
  const field = useField(props, local, epoch, 'when settled');
  return <NativeField {...props} type="datetime-local" field={field} zone={me.tz} />;
}

function NativeField(
  props: ElementContext & {
    element: Timepicker | DateTimepicker;
    type: string;
    field: ReturnType<typeof useField>;
    zone?: string | undefined;
  },
) {
  const { element, field } = props;
  const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined;
  return (
    <span className="native-field">
      <input
        id={props.id}
        type={props.type}
        value={field.value}
        aria-label={props.labelled ? undefined : (placeholder ?? 'Date or time')}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        data-focus={element.focus_on_load || undefined}
        {...field.handlers}
      />
      {props.zone && <small>{props.zone.replaceAll('_', ' ')}</small>}
      {field.busy && props.dispatches && (
        <span className="spinner" role="status" aria-label="Waiting for the app" />
      )}
    </span>
  );
}
