import { checkJson } from './check-value.ts';

self.onmessage = ({ data }: MessageEvent<string>) => self.postMessage(checkJson(data));
