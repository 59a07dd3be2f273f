import { z } from 'zod';
import { BucketStorage } from './bucket-storage.ts';
import { DirectoryStorage } from './directory-storage.ts';
import type { ObjectStorage } from './object-storage.ts';

/** Settings of who reads or stores objects: a directory alone, or a bucket and a directory to pass through. */
export const objectStorageSettings = {
  OBJECT_STORAGE_DIR: z
    .string()
    .min(1)
    .describe('Where objects lie; with a bucket, where they wait on their way'),
  OBJECT_STORAGE_BUCKET: z
    .url()
    .optional()
    .describe('S3-compatible, the bucket as the path: https://objects.example/pst'),
  OBJECT_STORAGE_REGION: z.string().optional().describe('us-east-1 when left out'),
  OBJECT_STORAGE_ACCESS_KEY: z.string().optional(),
  OBJECT_STORAGE_SECRET_KEY: z.string().optional(),
};
const settings = z.object(objectStorageSettings);

/** The storage that the settings name. */
export function objectStorage({
  OBJECT_STORAGE_DIR: directory,
  OBJECT_STORAGE_BUCKET: url,
  OBJECT_STORAGE_REGION: region = 'us-east-1',
  OBJECT_STORAGE_ACCESS_KEY: accessKeyId = '',
  OBJECT_STORAGE_SECRET_KEY: secretAccessKey = '',
}: z.output<typeof settings>): ObjectStorage {
  return url === undefined
    ? new DirectoryStorage(directory)
    : new BucketStorage({ url, region, accessKeyId, secretAccessKey }, directory);
}
