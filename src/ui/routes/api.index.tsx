import { createFileRoute } from '@tanstack/react-router';
import { ApiPage } from '#ui/features/api/ApiPage.tsx';

export const Route = createFileRoute('/api/')({ component: ApiPage });
