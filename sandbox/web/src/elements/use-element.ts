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
  /** The id of the field, for its label. */
  id: string;
  /** True when a label is drawn around it. Otherwise the element needs an aria-label. */
  labelled: boolean;
  describedBy?: string | undefined;
  invalid?: boolean | undefined;
  /** True when it may stay empty. */
  optional: boolean;
  /** True when each use is sent to the app as a block action. */
  dispatches: boolean;
}

export type Props<Type extends BlockElement['type']> = ElementContext & { element: ElementOf<Type> };

/** Returns the value of an element in the workspace, and functions to change or press it. */
export function useElement(blockId: string, element: { action_id?: string; confirm?: object }) {
  const surface = useSurface();
  const [busy, run] = useBusy();
  const actionId = element.action_id ?? '';
  const held: ElementState | undefined = surface.values[blockId]?.[actionId];
  const confirm = 'confirm' in element ? (element as Button).confirm : undefined;
  const send = async (given: Given, enter: boolean, keepsValue: boolean) => {
    if (confirm && !(await surface.askToConfirm(confirm))) return false;
    if (keepsValue) enterDraft(given);
    return run(() => surface.use({ blockId, actionId, given }, enter));
  };
  const enterDraft = (given: Given) => surface.enterDraft({ blockId, actionId, given });
  return {
    surface,
    busy,
    held,
    actionId,
    enterDraft,
    use: (given: Given, enter = false) => send(given, enter, true),
    /** Sends an action of an element that keeps no value. */
    press: (given: Given) => send(given, false, false),
  };
}
