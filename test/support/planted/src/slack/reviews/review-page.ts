import { inner } from '../roi/roi-page.ts'; // breaks: a subject in Slack is entered by its face
import { rule } from '../../domain/roi/roi.ts'; // breaks: a subject of the domain is entered by its face
import { fine } from '../roi/index.ts';
import { section } from '../kit/blocks.ts';

export const used = [inner, rule, fine, section];
