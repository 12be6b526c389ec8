import { packs } from '../../policies/cli.ts';
import { policyFolder, put, textOf } from './folder.ts';

let published: string | undefined;

/** A policy folder whose pack of Guizhou has been published as version 1. */
export async function publishedFolder(): Promise<string> {
  const folder = policyFolder();
  if (published === undefined) {
    await packs(['publish', 'gz'], () => {}, folder);
    published = textOf(folder, 'versions/gz-1.yaml');
  }
  put(folder, 'versions/gz-1.yaml', published);
  return folder;
}
