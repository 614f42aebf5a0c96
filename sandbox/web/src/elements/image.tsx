import type { ImageBlock, ImageElement } from '@slack/types';

export function ImageBox({ image, small }: { image: ImageElement | ImageBlock; small?: boolean }) {
  const source =
    'image_url' in image ? image.image_url : 'url' in image.slack_file ? image.slack_file.url : '';
  return (
    <img className={small ? 'small' : 'large'} src={source} alt={image.alt_text} title={image.alt_text} />
  );
}
