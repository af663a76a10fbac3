// Chooses the file of the current release that answers a request. CloudFront runs it before its cache, for the bucket alone:
// paths of the service have cache behaviors of their own, so no answer of the service can become a page here.
// A deployment publishes this code with its release between the quotes, and CloudFront switches to it at once.
const release = '${Release}';

function answer(status, description, type, body) {
    return {
        statusCode: status,
        statusDescription: description,
        headers: {
            'cache-control': { value: 'no-cache' },
            'content-type': { value: type },
            'x-content-type-options': { value: 'nosniff' }
        },
        body: body
    };
}

function handler(event) {
    const request = event.request;
    const path = request.uri;
    if (release === 'none') {
        return answer(503, 'Service Unavailable', 'text/plain; charset=utf-8', 'There is no release of the front end yet.\n');
    }
    // What a front end reads at run time, so one build serves every environment. Empty: the API has the origin of the page.
    if (path === '/config.json') {
        return answer(200, 'OK', 'application/json', JSON.stringify({ apiUrl: '', release: release }));
    }
    // Shared by all releases: a page that was loaded before a deployment still finds its parts.
    if (path.startsWith('/assets/')) {
        return request;
    }
    // A path without an extension is a view of the application, which the page itself knows.
    const isFile = path.slice(path.lastIndexOf('/')).includes('.');
    request.uri = '/releases/' + release + (isFile ? path : '/index.html');
    return request;
}
