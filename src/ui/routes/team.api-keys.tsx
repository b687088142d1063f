import { createFileRoute } from '@tanstack/react-router';
import { ApiKeysPage } from '#ui/features/api-keys/ApiKeysPage.tsx';

export const Route = createFileRoute('/team/api-keys')({ component: ApiKeysPage });
