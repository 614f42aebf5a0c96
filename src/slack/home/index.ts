export { forYou, forYouBlock } from './for-you.ts';
export { homeView, strangerHome } from './home.ts';
