import type {
  ActionsBlockElement,
  Button,
  ContextActionsBlockElement,
  ImageElement,
  InputBlockElement,
  SectionBlockAccessory,
  WorkflowButton,
} from '@slack/types';
import type { ElementState, Given } from '../../../protocol.ts';
import { useBusy, useSurface } from '../surface.tsx';

export type BlockElement = Exclude<
  ActionsBlockElement | InputBlockElement | SectionBlockAccessory | ImageElement,
  WorkflowButton | ContextActionsBlockElement
>;

export type ElementOf<Type extends BlockElement['type']> = Extract<BlockElement, { type: Type }>;

/** The context of an element in its block. */
export interface ElementContext {
  blockId: string;
  /** The id its label points at. */
  id: string;
  /** True when a label is drawn around it; otherwise it names itself. */
  labelled: boolean;
  describedBy?: string | undefined;
  invalid?: boolean | undefined;
  /** May be emptied. */
  optional: boolean;
  /** True when the app is told of each use. */
  dispatches: boolean;
}

export type Props<Type extends BlockElement['type']> = ElementContext & { element: ElementOf<Type> };

/** The value of the element, and the ways to use it. */
export function useElement(blockId: string, element: { action_id?: string; confirm?: object }) {
  const surface = useSurface();
  const [busy, run] = useBusy();
  const actionId = element.action_id ?? '';
  const held: ElementState | undefined = surface.values[blockId]?.[actionId];
  const confirm = 'confirm' in element ? (element as Button).confirm : undefined;
  const send = async (given: Given, enter: boolean, holds: boolean) => {
    if (confirm && !(await surface.asks(confirm))) return false;
    if (holds) typing(given);
    return run(() => surface.use({ blockId, actionId, given }, enter));
  };
  const typing = (given: Given) => surface.typing({ blockId, actionId, given });
  return {
    surface,
    busy,
    held,
    actionId,
    typing,
    use: (given: Given, enter = false) => send(given, enter, true),
    /** For an element that holds nothing afterwards. */
    press: (given: Given) => send(given, false, false),
  };
}
