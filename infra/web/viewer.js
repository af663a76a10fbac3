// Tells the firewall in front of the service who asks: there the connection is CloudFront's. Overwrites what the client sent.
function handler(event) {
    const request = event.request;
    request.headers['x-viewer-address'] = { value: event.viewer.ip };
    return request;
}
